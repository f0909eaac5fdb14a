//! What an official SDK finds at a local service: one line for each check, and an error at the end if one failed.

use std::error::Error;

#[derive(Default)]
pub struct Checks {
    passed: u32,
    failed: u32,
}

impl Checks {
    pub fn check(&mut self, what: &str, holds: bool) {
        println!("{}: {what}", if holds { "ok" } else { "FAILED" });
        if holds { self.passed += 1 } else { self.failed += 1 }
    }

    /// The end of a program that has checked this.
    pub fn finish(self, what: &str) -> Result<(), Box<dyn Error>> {
        println!("{what}: {} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 { Ok(()) } else { Err("some checks failed".into()) }
    }
}
