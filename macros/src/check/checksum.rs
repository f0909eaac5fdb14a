//! `checksum_required` and `checksum(algorithm = "..", required, validate = "..", tree_hash)`: Smithy's
//! `httpChecksumRequired` and `httpChecksum`, by the names of Rust fields, and the tree hash of Glacier.

use proc_macro2::Ident;

use super::binding::Binding;
use super::member::Members;
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

const EXAMPLE: &str = "checksum(algorithm = \"checksum_algorithm\")";
const PARTS: [&str; 4] = ["algorithm", "required", "tree_hash", "validate"];
/// The algorithms of AWS, which are values of the field and not its name.
const ALGORITHMS: [&str; 6] = ["crc32", "crc32c", "crc64nvme", "md5", "sha1", "sha256"];

/// The checksums of an operation.
#[derive(Default)]
pub(crate) struct Checksum {
    pub(crate) required: bool,
    /// The header that names the algorithm.
    pub(crate) algorithm: Option<String>,
    /// The header that asks for a checksum of the response.
    pub(crate) mode: Option<String>,
    /// Whether a request has the tree hash of Glacier.
    pub(crate) tree_hash: bool,
}

/// The arguments before their fields are looked up.
#[derive(Default)]
pub(crate) struct ChecksumArguments {
    required: bool,
    algorithm: Option<Given<String>>,
    validate: Option<Given<String>>,
    tree_hash: bool,
}

/// Takes both arguments. `is_enabled` is whether the runtime has checksums.
pub(crate) fn take(args: &mut Args<'_>, is_enabled: bool, report: &Report) -> ChecksumArguments {
    let (has_list, flag) = (args.has("checksum"), "checksum_required");
    if !is_enabled {
        for key in ["checksum", flag].into_iter().filter_map(|key| args.take_key(key)) {
            let argument = key.to_string();
            report.misuse(key, misuse::argument_without_feature(&argument, "checksums"));
        }
        return ChecksumArguments::default();
    }
    let required = args.flag(flag);
    if let Some(key) = required.as_ref().filter(|_| has_list) {
        report.misuse(key, misuse::checksum_required_beside_checksum());
    }
    let required = required.is_some();
    let Some((key, mut list)) = args.list("checksum", EXAMPLE) else {
        return ChecksumArguments { required, ..ChecksumArguments::default() };
    };
    list.settle(&PARTS);
    if PARTS.iter().all(|part| list.lacks(part)) {
        report.misuse(&key, misuse::empty_checksum());
    }
    ChecksumArguments {
        required: list.flag("required").is_some() || required,
        algorithm: list.string("algorithm", "checksum_algorithm"),
        validate: list.string("validate", "checksum_mode"),
        tree_hash: list.flag("tree_hash").is_some(),
    }
}

/// The checksums with their fields found, whose types then must be texts.
pub(crate) fn resolve(given: ChecksumArguments, members: &mut Members, item: &Ident, report: &Report) -> Checksum {
    Checksum {
        required: given.required,
        algorithm: given.algorithm.and_then(|field| header("algorithm", &field, members, item, report)),
        tree_hash: given.tree_hash,
        mode: given.validate.and_then(|field| header("validate", &field, members, item, report)),
    }
}

/// The header of the field that `part` names.
fn header(part: &str, given: &Given<String>, members: &mut Members, item: &Ident, report: &Report) -> Option<String> {
    let field = &given.value;
    if let Some(skip) = members.skip_of(field) {
        report.misuse(skip, misuse::skipped_but_needed(field, "named by `checksum`"));
        return None;
    }
    let Some(index) = members.position(field) else {
        let is_algorithm = ALGORITHMS.contains(&field.to_ascii_lowercase().replace('-', "").as_str());
        let nearest = members.nearest(field);
        let misuse = misuse::no_such_checksum_field(part, field, &item.to_string(), is_algorithm, nearest.as_deref());
        report.no_field(field, &given.tokens, misuse);
        return None;
    };
    let member = members.members.get_mut(index)?;
    if let Some(Binding::Header(name)) = &member.binding {
        member.is_text = true;
        return Some(name.clone());
    }
    if !member.reported {
        report.misuse(&given.tokens, misuse::checksum_field_without_header(part, field));
        member.reported = true;
    }
    None
}
