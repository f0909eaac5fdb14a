//! `#[aws_service]`.

use super::args::Args;
use super::{Given, Item};

/// A unit struct with `#[aws_service]`; missing names have the attribute's defaults.
#[derive(Clone, Debug)]
pub struct Service {
    /// The item.
    pub item: Item,
    /// Smithy's `serviceId`.
    pub id: Given<String>,
    /// The protocol by its Smithy name.
    pub protocol: Given<String>,
    /// The signing name.
    pub signing_name: Given<String>,
    /// The first label of the host name.
    pub endpoint_prefix: Given<String>,
    /// The prefix of the operation's name in `X-Amz-Target`.
    pub target_prefix: Option<Given<String>>,
    /// The version of the API; query protocols only.
    pub version: Option<Given<String>>,
    /// The namespace of root elements; restXml only.
    pub xml_namespace: Option<Given<String>>,
    /// Whether error codes are the legacy codes of awsQuery.
    pub query_compatible: bool,
    /// Headers of every request.
    pub headers: Option<Given<Vec<String>>>,
    /// The rules of `endpoint`.
    pub endpoint: Option<Given<Vec<String>>>,
    /// The words of `auth`.
    pub auth: Option<Given<Vec<String>>>,
    /// The path of the default error enum of operations.
    pub error: Option<Vec<String>>,
}

pub(super) fn read(item: Item, data: &syn::ItemStruct) -> syn::Result<Service> {
    let args = Args::read(&data.attrs, "aws_service")?;
    let id = args.needed("id", "aws_service", &data.ident)?;
    let protocol = args.needed("protocol", "aws_service", &data.ident)?;
    let (signing_name, endpoint_prefix) = (args.text("signing_name")?, args.text("endpoint_prefix")?);
    let of_id = || Given { value: id.value.to_lowercase().replace(' ', ""), line: id.line };
    let signing_name = signing_name.or_else(|| endpoint_prefix.clone()).unwrap_or_else(of_id);
    Ok(Service {
        item,
        protocol,
        endpoint_prefix: endpoint_prefix.unwrap_or_else(|| signing_name.clone()),
        signing_name,
        target_prefix: args.text("target_prefix")?,
        version: args.text("version")?,
        xml_namespace: args.text("xml_namespace")?,
        query_compatible: args.flag("query_compatible"),
        headers: args.texts("headers")?,
        endpoint: args.texts("endpoint")?,
        auth: args.texts("auth")?,
        error: args.path("error")?,
        id,
    })
}
