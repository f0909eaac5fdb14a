//! `#[aws_operation]`.

use super::args::Args;
use super::case::Case;
use super::{Given, Item, Member, Template, Type, member};
use crate::model::Binding;

/// A struct with `#[aws_operation]`.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The item.
    pub item: Item,
    /// The operation's name on the wire.
    pub name: Given<String>,
    /// The path of the service type.
    pub service: Vec<String>,
    /// Method and URI, with labels named after fields.
    pub http: Option<Given<(String, Template)>>,
    /// The success status, if the attribute has one.
    pub code: Option<Given<u16>>,
    /// The field of the idempotency token.
    pub token: Option<Given<String>>,
    /// The argument `idempotent`; what the HTTP method implies is not included.
    pub idempotent: Option<Given<bool>>,
    /// The argument `readonly`; what the HTTP method implies is not included.
    pub readonly: Option<Given<bool>>,
    /// The words of `auth`.
    pub auth: Option<Given<Vec<String>>>,
    /// The argument `attempt_timeout`.
    pub attempt_timeout: Option<Given<String>>,
    /// The name of the input's root element, if the attribute has one.
    pub xml_name: Option<Given<String>>,
    /// Whether the service reports its endpoint.
    pub discovered_endpoint: bool,
    /// The constant parameters of the endpoint, each with its value as JSON.
    pub static_context: Option<Given<Vec<(String, String)>>>,
    /// The parameters of the endpoint that are paths of members.
    pub context: Option<Given<Vec<(String, String)>>>,
    /// The arguments `checksum` and `checksum_required`.
    pub checksum: Option<Given<Checksum>>,
    /// The line of `compress`, if the operation has it.
    pub compress: Option<usize>,
    /// The output's type.
    pub output: Type,
    /// The path of its own error enum.
    pub error: Option<Vec<String>>,
    /// The argument `paginated`.
    pub paginated: Option<Given<Paginated>>,
    /// The host prefix, with labels named after fields.
    pub host_prefix: Option<Given<String>>,
    /// The input's members.
    pub members: Vec<Member>,
}

/// `paginated(..)`: the names of Rust fields, or paths of them; without `r#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paginated {
    /// The input's field for the token.
    pub input: String,
    /// The output's field with the next token.
    pub output: String,
    /// The output's field with the items.
    pub items: Option<String>,
    /// The output's field that says whether there are more pages.
    pub more: Option<String>,
    /// Whether a repeated token marks the last page.
    pub repeats: bool,
}

/// `checksum(..)` or `checksum_required`: the names of Rust fields, without `r#`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checksum {
    /// Whether a request must have a checksum.
    pub required: bool,
    /// The field for the algorithm.
    pub algorithm: Option<String>,
    /// The field that asks for a checksum of the response.
    pub validate: Option<String>,
    /// Whether a request has the tree hash of Glacier.
    pub tree_hash: bool,
}

/// The input's members; labels are not yet distinguished from members of the body.
pub(crate) fn members_of(data: &syn::ItemStruct) -> syn::Result<Vec<Member>> {
    member::read(&data.fields, Case::of(&Args::read(&data.attrs, "aws_operation")?)?)
}

pub(super) fn read(item: Item, data: &syn::ItemStruct) -> syn::Result<Operation> {
    let mut args = Args::read(&data.attrs, "aws_operation")?;
    let paginated = args.list("paginated")?;
    let static_context = args.list("static_context")?.map(|given| constants(&given)).transpose()?;
    let context = args.list("context")?.map(|given| constants(&given)).transpose()?;
    let name = args.needed("name", "aws_operation", &data.ident)?;
    let http = http(&args)?;
    let mut members = member::read(&data.fields, Case::of(&args)?)?;
    for label in http.iter().flat_map(|http| http.value.1.labels()) {
        let Some(member) = members.iter_mut().find(|member| member.field == label) else {
            let problem = format!("label `{{{label}}}` in `http` has no field on `{}`", item.name);
            return Err(syn::Error::new(args.span_of("http"), problem));
        };
        member.binding = Some(Binding::Label);
    }
    let idempotent = args.flag_or_false("idempotent");
    let token = if idempotent.is_some() { None } else { args.text("idempotent")? };
    let output = || Type::Named(vec![format!("{}Output", name.value)]);
    Ok(Operation {
        item,
        service: args.path("service")?.unwrap_or_else(|| vec!["Service".to_owned()]),
        output: args.ty("output")?.map_or_else(output, Type::read),
        error: args.path("error")?,
        auth: args.texts("auth")?,
        attempt_timeout: args.text("attempt_timeout")?,
        xml_name: args.text("xml_name")?,
        discovered_endpoint: args.flag("discovered_endpoint"),
        static_context,
        context,
        checksum: checksum(&mut args)?,
        compress: args.text("compress")?.map(|given| given.line),
        code: args.integer("code")?,
        host_prefix: args.text("host_prefix")?,
        readonly: args.flag_or_false("readonly"),
        idempotent,
        token,
        paginated: paginated.map(|given| pages(&given)).transpose()?,
        name,
        http,
        members,
    })
}

/// The parameters in `static_context(..)` or `context(..)`.
fn constants(given: &Given<Args>) -> syn::Result<Given<Vec<(String, String)>>> {
    Ok(Given { value: given.value.constants()?, line: given.line })
}

fn http(args: &Args) -> syn::Result<Option<Given<(String, Template)>>> {
    let Some(Given { value, line }) = args.text("http")? else { return Ok(None) };
    let Some((method, uri)) = value.trim().split_once(char::is_whitespace) else {
        return Err(syn::Error::new(args.span_of("http"), "`http` needs a method and a path"));
    };
    let uri = uri.trim();
    if !uri.starts_with('/') {
        return Err(syn::Error::new(args.span_of("http"), "the path in `http` must start with `/`"));
    }
    Ok(Some(Given { value: (method.to_owned(), Template::parse(uri)), line }))
}

fn checksum(args: &mut Args) -> syn::Result<Option<Given<Checksum>>> {
    if let Some(Given { value, line }) = args.list("checksum")? {
        let field =
            |key| Ok::<_, syn::Error>(value.text(key)?.map(|given| given.value.trim_start_matches("r#").to_owned()));
        let (algorithm, validate) = (field("algorithm")?, field("validate")?);
        let (required, tree_hash) = (value.flag("required"), value.flag("tree_hash"));
        return Ok(Some(Given { value: Checksum { required, algorithm, validate, tree_hash }, line }));
    }
    let required = args.flag_or_false("checksum_required");
    Ok(required
        .map(|given| Given { value: Checksum { required: given.value, ..Checksum::default() }, line: given.line }))
}

fn pages(given: &Given<Args>) -> syn::Result<Given<Paginated>> {
    let unraw = |path: String| path.split('.').map(|name| name.trim_start_matches("r#")).collect::<Vec<_>>().join(".");
    let text = |key| Ok::<_, syn::Error>(given.value.text(key)?.map(|given| unraw(given.value)));
    let value = Paginated {
        input: text("input")?.unwrap_or_default(),
        output: text("output")?.unwrap_or_default(),
        items: text("items")?,
        more: text("more")?,
        repeats: given.value.flag("repeats"),
    };
    Ok(Given { value, line: given.line })
}
