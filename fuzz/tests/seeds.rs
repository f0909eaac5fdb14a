//! Replays every seed of every target. The names of the seeds say which of them must be rejected.

use std::fs;
use std::path::Path;

use aws_operation_fuzz::TARGETS;

#[test]
fn every_seed_satisfies_its_target() {
    for (name, target) in TARGETS {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
        let mut seeds: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
        seeds.sort();
        assert!(!seeds.is_empty(), "the target {name} has no seeds");
        for seed in seeds {
            let rejected = seed.file_name().unwrap().to_str().unwrap().starts_with("rejected-");
            println!("{}", seed.display());
            assert_eq!(target(&fs::read(&seed).unwrap()), !rejected);
        }
    }
}
