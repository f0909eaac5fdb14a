//! Collects every span and event of this thread, as text.

use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A span or an event.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Option<u64>,
    /// The span that it is in.
    pub parent: Option<u64>,
    pub target: String,
    pub name: String,
    pub level: tracing::Level,
    pub fields: Vec<(String, String)>,
}

impl Entry {
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The subscriber of the thread that first uses an event or a span decides whether it is enabled. So every test of a
/// program with a collecting test calls this first, which installs a subscriber on all threads.
pub fn on_all_threads() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Forgetful).unwrap());
}

/// Enables everything, and collects nothing.
struct Forgetful;

impl Subscriber for Forgetful {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Collects everything at the level TRACE.
#[derive(Clone, Default)]
pub struct Collected {
    entries: Arc<Mutex<Vec<Entry>>>,
    entered: Arc<Mutex<Vec<u64>>>,
    next: Arc<AtomicU64>,
}

impl Collected {
    /// The spans and events of this crate.
    pub fn ours(&self) -> Vec<Entry> {
        let entries = self.entries.lock().unwrap();
        entries.iter().filter(|entry| entry.target.starts_with("aws_operation")).cloned().collect()
    }

    /// All spans and events, of this crate and its dependencies, as one text.
    pub fn text(&self) -> String {
        self.ours().iter().fold(String::new(), |mut text, entry| {
            let _ = writeln!(text, "{entry:?}");
            text
        })
    }

    fn add(&self, metadata: &Metadata<'_>, id: Option<u64>, parent: Option<u64>, fields: Fields) {
        self.entries.lock().unwrap().push(Entry {
            id,
            parent: parent.or_else(|| self.entered.lock().unwrap().last().copied()),
            target: metadata.target().to_owned(),
            name: metadata.name().to_owned(),
            level: *metadata.level(),
            fields: fields.0,
        });
    }
}

#[derive(Default)]
struct Fields(Vec<(String, String)>);

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push((field.name().to_owned(), value.to_owned()));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push((field.name().to_owned(), format!("{value:?}")));
    }
}

impl Subscriber for Collected {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        self.add(attributes.metadata(), Some(id), attributes.parent().map(|id| id.into_u64()), fields);
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        let mut entries = self.entries.lock().unwrap();
        let entry = entries.iter_mut().find(|entry| entry.id == Some(span.into_u64())).unwrap();
        entry.fields.extend(fields.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.add(event.metadata(), None, event.parent().map(|id| id.into_u64()), fields);
    }

    fn enter(&self, span: &Id) {
        self.entered.lock().unwrap().push(span.into_u64());
    }

    fn exit(&self, span: &Id) {
        let mut entered = self.entered.lock().unwrap();
        assert_eq!(entered.pop(), Some(span.into_u64()), "spans are left in order");
    }
}
