//! Which members of an event are headers of its frame, and which is the whole payload: Smithy's `eventHeader` and
//! `eventPayload`. The macros write them as words in the name of a newtype around the structure, so that all other codecs
//! pass over them.

/// Where the members of an event are.
#[derive(Clone, Copy, Default)]
pub(super) struct EventTraits(&'static str);

impl EventTraits {
    /// Parses the traits from the name of a newtype, if the macros produced that name for an event.
    pub(super) fn of(newtype: &'static str) -> Option<Self> {
        newtype.strip_prefix("$aws_operation::Event ").map(Self)
    }

    fn words(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.split(' ').filter_map(|word| word.split_once('='))
    }

    pub(super) fn is_header(self, member: &str) -> bool {
        self.words().any(|word| word == ("header", member))
    }

    /// The member that is the whole payload.
    pub(super) fn payload(self) -> Option<&'static str> {
        self.words().find(|(kind, _)| *kind == "payload").map(|(_, member)| member)
    }
}
