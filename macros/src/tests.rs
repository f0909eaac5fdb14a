//! Expansions, as the compiler gets them.
