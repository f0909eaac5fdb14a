//! A little of DynamoDB as a local service, with its tables in memory, for any client.

use std::collections::BTreeMap;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::server::{IdempotencyWindow, IncomingCall, ParameterMismatch, Server, ServerBuilder};

use crate::dynamodb::{
    AttributeValue, CreateTable, CreateTableOutput, Error, GetItem, GetItemOutput, Item, PutItem, PutItemOutput, Query,
    QueryOutput, TransactWriteItems, TransactWriteItemsOutput,
};

/// The local service. All clones share one state.
#[derive(Clone, Debug, Default)]
pub struct LocalDynamoDb(Arc<Mutex<Tables>>);

type Tables = BTreeMap<String, Table>;

#[derive(Debug, Default)]
struct Table {
    /// The names of the attributes of the key.
    key: Vec<String>,
    /// The items by their keys as text.
    items: BTreeMap<Vec<String>, Item>,
}

impl LocalDynamoDb {
    /// A server of this service. Give it access keys, and bind it to an address.
    pub fn server(&self) -> ServerBuilder {
        Server::builder()
            .operation::<CreateTable, _>(self.handler(create))
            .operation::<PutItem, _>(self.handler(put))
            .operation::<GetItem, _>(self.handler(get))
            .operation::<Query, _>(self.handler(query))
            .operation::<TransactWriteItems, _>(self.handler(write))
            .idempotency(IdempotencyWindow::of(std::time::Duration::from_secs(600)), token_mismatch)
    }

    /// A handler that does `work` with the state, one call after the other.
    fn handler<O: 'static, T: 'static>(
        &self,
        work: fn(&mut Tables, &IncomingCall<O>) -> Result<T, Error>,
    ) -> impl Fn(IncomingCall<O>) -> Ready<Result<T, Error>> + Send + Sync + use<O, T> {
        let state = Arc::clone(&self.0);
        move |call| ready(work(&mut state.lock().unwrap_or_else(PoisonError::into_inner), &call))
    }
}

fn create(tables: &mut Tables, call: &IncomingCall<CreateTable>) -> Result<CreateTableOutput, Error> {
    if tables.contains_key(&call.table_name) {
        return Err(Error::ResourceInUseException { message: format!("Table already exists: {}", call.table_name) });
    }
    let key = call.key_schema.iter().map(|part| part.attribute_name.clone()).collect();
    tables.insert(call.table_name.clone(), Table { key, items: BTreeMap::new() });
    Ok(CreateTableOutput { table_description: None })
}

fn put(tables: &mut Tables, call: &IncomingCall<PutItem>) -> Result<PutItemOutput, Error> {
    let table = table(tables, &call.table_name)?;
    table.items.insert(table.key_of(&call.item), call.item.clone());
    Ok(PutItemOutput { attributes: None })
}

fn get(tables: &mut Tables, call: &IncomingCall<GetItem>) -> Result<GetItemOutput, Error> {
    let table = table(tables, &call.table_name)?;
    Ok(GetItemOutput { item: table.items.get(&table.key_of(&call.key)).cloned() })
}

/// The items of one partition, whose condition is `name = :placeholder`.
fn query(tables: &mut Tables, call: &IncomingCall<Query>) -> Result<QueryOutput, Error> {
    let table = table(tables, &call.table_name)?;
    let condition = call.key_condition_expression.as_deref().and_then(|condition| condition.split_once(" = "));
    let values = call.expression_attribute_values.as_ref();
    let wanted = condition.and_then(|(name, placeholder)| Some((name, values?.get(placeholder)?)));
    let after = call.exclusive_start_key.as_ref().map(|key| table.key_of(key));
    let is_on_page = |(key, item): &(&Vec<String>, &Item)| {
        let is_after = after.as_ref().is_none_or(|after| *key > after);
        is_after && wanted.is_some_and(|(name, value)| item.get(name) == Some(value))
    };
    let limit = call.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let mut rest = table.items.iter().filter(is_on_page).map(|(_, item)| item);
    let items: Vec<Item> = rest.by_ref().take(limit).cloned().collect();
    let last = items.last().filter(|_| rest.next().is_some());
    let last_evaluated_key = last.map(|item| {
        let part = |name: &String| Some((name.clone(), item.get(name)?.clone()));
        table.key.iter().filter_map(part).collect()
    });
    Ok(QueryOutput { items: Some(items), last_evaluated_key })
}

fn write(tables: &mut Tables, call: &IncomingCall<TransactWriteItems>) -> Result<TransactWriteItemsOutput, Error> {
    let puts = || call.transact_items.iter().filter_map(|item| item.put.as_ref());
    puts().try_for_each(|put| table(tables, &put.table_name).map(drop))?;
    for put in puts() {
        let table = table(tables, &put.table_name)?;
        table.items.insert(table.key_of(&put.item), put.item.clone());
    }
    Ok(TransactWriteItemsOutput {})
}

fn table<'t>(tables: &'t mut Tables, name: &str) -> Result<&'t mut Table, Error> {
    let message = || format!("Requested resource not found: Table: {name} not found");
    tables.get_mut(name).ok_or_else(|| Error::ResourceNotFoundException { message: message() })
}

impl Table {
    fn key_of(&self, item: &Item) -> Vec<String> {
        let text = |value: &AttributeValue| value.as_s().or(value.as_n()).cloned().unwrap_or_default();
        self.key.iter().map(|name| item.get(name).map(text).unwrap_or_default()).collect()
    }
}

fn token_mismatch(mismatch: &ParameterMismatch) -> Error {
    let message = format!("the token {} was used with other parameters", mismatch.token);
    Error::IdempotentParameterMismatchException { message }
}
