//! The modules of each crate use each other in one direction alone, as ARCHITECTURE.md draws it.

#[path = "rooms/paths.rs"]
mod paths;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The rooms of the runtime from the top, as the table of ARCHITECTURE.md lists them: one row may have several.
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
        // The root, its pages of documentation, and what the expansion names stand above all rooms.
        let Some(from) = level(room_of(&module)) else {
            if !["", "codec", "limits", "private", "reference"].contains(&room_of(&module)) {
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
