//! ARNs: `arn:partition:service:region:account:resource`.

/// The parts of an ARN. Region and account may be empty.
pub(super) struct Arn<'a> {
    pub(super) text: &'a str,
    pub(super) partition: &'a str,
    pub(super) service: &'a str,
    pub(super) region: &'a str,
    pub(super) account: &'a str,
    resource: &'a str,
}

impl<'a> Arn<'a> {
    /// `None` if `text` is not an ARN.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.splitn(6, ':');
        let mut next = || parts.next();
        let (arn, partition, service) = (next()?, next()?, next()?);
        let (region, account, resource) = (next()?, next()?, next()?);
        let is_complete = arn == "arn" && ![partition, service, resource].contains(&"");
        is_complete.then_some(Self { text, partition, service, region, account, resource })
    }

    /// The part of the resource with this index. Parts are separated by colons or slashes.
    pub(super) fn resource(&self, index: usize) -> Option<&'a str> {
        self.resource.split([':', '/']).nth(index)
    }
}
