//! Finds the item that a path names: the nearest item with that name, after the imports of the module.

use indexmap::IndexMap;

use super::imports::expanded;
use super::{Alias, ErrorEnum, Item, Location, Operation, Service, Shape, Source, UnknownService};

/// Something with a name in Rust.
pub trait Named {
    /// The item.
    fn item(&self) -> &Item;
}

macro_rules! named {
    ($($ty:ty)*) => {
        $(impl Named for $ty {
            fn item(&self) -> &Item {
                &self.item
            }
        })*
    };
}

named! { Service Operation Shape ErrorEnum Alias }

impl Source {
    /// The service that an operation names.
    pub fn service_of(&self, operation: &Operation) -> Option<&Service> {
        self.nearest(&self.services, &operation.service, &operation.item.module)
    }

    /// The service that an operation names.
    ///
    /// # Errors
    ///
    /// If it is not defined in the files.
    pub fn known_service_of(&self, operation: &Operation) -> Result<&Service, UnknownService> {
        self.service_of(operation).ok_or_else(|| UnknownService {
            location: operation.item.location.clone(),
            service: operation.service.join("::"),
            operation: operation.item.name.clone(),
        })
    }

    /// A source for each service with operations: the service and its operations, and all shapes and errors.
    ///
    /// # Errors
    ///
    /// If the service of an operation is not defined in the files.
    pub fn by_service(&self) -> Result<Vec<Self>, UnknownService> {
        let mut parts: IndexMap<&Location, Self> = IndexMap::new();
        for operation in &self.operations {
            let service = self.known_service_of(operation)?;
            let alone = || Self { services: vec![service.clone()], operations: Vec::new(), ..self.clone() };
            let part = parts.entry(&service.item.location).or_insert_with(alone);
            part.operations.push(operation.clone());
        }
        Ok(parts.into_values().collect())
    }

    /// The error enum that an operation or its service names.
    pub fn errors_of(&self, operation: &Operation) -> Option<&ErrorEnum> {
        match &operation.error {
            Some(path) => self.nearest(&self.errors, path, &operation.item.module),
            None => {
                let service = self.service_of(operation)?;
                self.nearest(&self.errors, service.error.as_ref()?, &service.item.module)
            }
        }
    }

    /// The shape that `path` names in `module`.
    pub fn shape(&self, path: &[String], module: &[String]) -> Option<&Shape> {
        self.nearest(&self.shapes, path, module)
    }

    /// The alias that `path` names in `module`.
    pub fn alias(&self, path: &[String], module: &[String]) -> Option<&Alias> {
        self.nearest(&self.aliases, path, module)
    }

    /// The item that `path` can name whose module has the longest common prefix with `module`.
    fn nearest<'a, T: Named>(&self, items: &'a [T], path: &[String], module: &[String]) -> Option<&'a T> {
        let path = expanded(&self.imports, path, module);
        let (name, modules) = path.split_last()?;
        let modules: Vec<_> =
            modules.iter().filter(|part| !["self", "super", "crate"].contains(&part.as_str())).collect();
        let named = items.iter().filter(|named| named.item().name == *name);
        named.min_by_key(|named| {
            let module_of_item = &named.item().module;
            let common = module_of_item.iter().zip(module).take_while(|(a, b)| a == b).count();
            let ends_as_named = module_of_item.iter().rev().zip(modules.iter().rev()).all(|(a, b)| a == *b);
            (!ends_as_named, std::cmp::Reverse(common), module_of_item.len())
        })
    }
}
