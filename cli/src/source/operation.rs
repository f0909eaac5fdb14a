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
    /// The status of success, where it says one.
    pub code: Option<Given<u16>>,
    /// The field that holds the idempotency token.
    pub token: Option<Given<String>>,
    /// Whether it is idempotent, where it says so; not what its method implies.
    pub idempotent: Option<Given<bool>>,
    /// Whether it is read-only, where it says so; not what its method implies.
    pub readonly: Option<Given<bool>>,
    /// Whether it says that it goes unsigned: the line of `auth = "none"`.
    pub no_auth: Option<usize>,
    /// How long an attempt may take, where it says so.
    pub attempt_timeout: Option<Given<String>>,
    /// The output's type.
    pub output: Type,
    /// The path of its own error enum.
    pub error: Option<Vec<String>>,
    /// What it says of pages.
    pub paginated: Option<Given<Paginated>>,
    /// What stands before the host, with labels named after fields.
    pub host_prefix: Option<Given<String>>,
    /// The input's members.
    pub members: Vec<Member>,
}

/// `paginated(..)`: the names of Rust fields, or paths of them; without `r#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paginated {
    /// The input's field that takes the token.
    pub input: String,
    /// The output's field that gives it.
    pub output: String,
    /// The output's field that holds the items.
    pub items: Option<String>,
    /// The output's field that says whether more pages come.
    pub more: Option<String>,
    /// Whether a repeated token is the end.
    pub repeats: bool,
}

/// The input's members alone; labels are among those of the body.
pub(crate) fn members_of(data: &syn::ItemStruct) -> syn::Result<Vec<Member>> {
    member::read(&data.fields, Case::of(&Args::read(&data.attrs, "aws_operation")?)?)
}

pub(super) fn read(item: Item, data: &syn::ItemStruct) -> syn::Result<Operation> {
    let mut args = Args::read(&data.attrs, "aws_operation")?;
    let paginated = args.list("paginated")?;
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
        no_auth: args.text("auth")?.filter(|given| given.value == "none").map(|given| given.line),
        attempt_timeout: args.text("attempt_timeout")?,
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
