//! The chapter on features lists every feature of the crate, and no other.

use std::collections::BTreeSet;

const CHAPTER: &str = include_str!("../../runtime/src/guide/_16_features.rs");
const MANIFEST: &str = include_str!("../../runtime/Cargo.toml");

/// The features in the section `[features]` of the manifest.
fn declared() -> BTreeSet<&'static str> {
    let (_, section) = MANIFEST.split_once("[features]\n").expect("features");
    let (section, _) = section.split_once("\n[").expect("the next section");
    let names = section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.trim());
    names.filter(|name| *name != "default" && !name.starts_with('"')).collect()
}

/// The names in the first column of the first table of the chapter.
fn listed() -> BTreeSet<&'static str> {
    let rows = CHAPTER.lines().skip_while(|line| !line.starts_with("//! |")).skip(2);
    let rows = rows.take_while(|line| line.starts_with("//! |"));
    rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn the_chapter_lists_every_feature() {
    assert!(declared().len() > 15, "{:?}", declared());
    assert_eq!(declared(), listed());
}

#[test]
fn the_chapter_marks_the_default_features() {
    let (_, default) = MANIFEST.split_once("default = [").expect("the default");
    let (default, _) = default.split_once(']').expect("its end");
    for name in default.split('"').skip(1).step_by(2) {
        assert!(CHAPTER.contains(&format!("| `{name}` (default) |")), "{name} is a default");
    }
}
