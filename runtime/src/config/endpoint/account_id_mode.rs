//! Whether endpoints of single accounts are used.

/// Whether calls go to the endpoint of an account, for services that have one for each account, such as `DynamoDB`.
///
/// ```
/// use aws_operation::AccountIdEndpointMode;
///
/// assert_eq!(AccountIdEndpointMode::default(), AccountIdEndpointMode::Preferred);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccountIdEndpointMode {
    /// If the account of the credentials is known.
    #[default]
    Preferred,
    /// Always. A call without a known account is an error.
    Required,
    /// Never.
    Disabled,
}

impl AccountIdEndpointMode {
    /// The word in `AWS_ACCOUNT_ID_ENDPOINT_MODE` and in endpoint rules.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Required => "required",
            Self::Disabled => "disabled",
        }
    }

    /// The mode with that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Preferred, Self::Required, Self::Disabled]
            .into_iter()
            .find(|mode| name.eq_ignore_ascii_case(mode.name()))
    }
}
