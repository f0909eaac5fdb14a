//! The modules of each crate depend on each other in one direction only, as ARCHITECTURE.md describes.

#[path = "rooms/paths.rs"]
mod paths;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use paths::Uses;

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The rooms of the runtime from top to bottom, from the table in ARCHITECTURE.md. A row may list several rooms.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string(project().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let (_, table) = text.split_once("| room |").expect("the table of rooms");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let names = rows.filter_map(|row| row.split('|').nth(1));
    names.map(|name| name.trim().trim_matches('`').trim_end_matches('/').to_owned()).collect()
}

fn room_of(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
}

#[test]
fn a_room_of_the_runtime_uses_only_rooms_below_it() {
    let rooms = rooms();
    let level = |room: &str| rooms.iter().position(|known| known == room);
    let mut wrong = Vec::new();
    let mut arrows = BTreeSet::new();
    for (module, used) in paths::of_crate(&project().join("runtime/src")) {
        // The crate root, its documentation pages, and the items that the expansion names are above all rooms.
        let Some(from) = level(room_of(&module)) else {
            let outside = ["", "codec", "customizations", "guide", "limits", "observability", "private", "reference"];
            if !outside.contains(&room_of(&module)) {
                wrong.push(format!("{module} is in no room of ARCHITECTURE.md"));
            }
            continue;
        };
        for other in used {
            match level(room_of(&other)) {
                Some(to) if to >= from => _ = arrows.insert((from, to)),
                Some(_) => wrong.push(format!("{module} uses {other}, which is above it")),
                None => wrong.push(format!("{module} uses `crate::{other}`: name the room in which it is")),
            }
        }
    }
    for (from, to) in arrows.iter().filter(|(from, to)| from != to) {
        println!("{} -> {}", rooms[*from], rooms[*to]);
    }
    assert!(arrows.len() > 20, "too few uses were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_depend_on_each_other_in_a_cycle() {
    for folder in ["macros/src", "cli/src"] {
        let uses = paths::of_crate(&project().join(folder));
        assert!(uses.values().map(BTreeSet::len).sum::<usize>() > 20, "too few uses were found in {folder}");
        if let Some(cycle) = cycle(&uses) {
            panic!("in {folder}: {}", cycle.join(" -> "));
        }
    }
}

/// A cycle of files, if one exists. Dependencies between a file and the files in its own folder are ignored, because
/// they are one unit.
fn cycle(uses: &Uses) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    uses.keys().find_map(|module| walk(module, uses, &mut Vec::new(), &mut done))
}

fn walk(module: &str, uses: &Uses, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> Option<Vec<String>> {
    if let Some(start) = way.iter().position(|passed| passed == module) {
        return Some(way[start..].iter().cloned().chain([module.to_owned()]).collect());
    }
    if module.is_empty() || !done.insert(module.to_owned()) {
        return None;
    }
    way.push(module.to_owned());
    let others = uses.get(module).into_iter().flatten().filter(|other| !is_within(module, other));
    let found = others.filter(|other| *other != "tests").find_map(|other| walk(other, uses, way, done));
    way.pop();
    found
}

/// Whether one of the two modules contains the other.
fn is_within(one: &str, other: &str) -> bool {
    let inside = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with("::"));
    inside(one, other) || inside(other, one)
}
