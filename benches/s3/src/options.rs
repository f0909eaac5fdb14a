//! The command line, and the variables of the S3 benchmark.

use std::env;

use crate::Failure;

pub struct Options {
    pub url: String,
    /// The number of calls.
    pub count: usize,
    pub concurrency: usize,
    /// The number of calls beforehand, which are in no figure.
    pub warmup: usize,
    pub is_multi_thread: bool,
    pub is_put: bool,
    /// The size of the object in bytes.
    pub size: usize,
    pub is_unsigned: bool,
}

impl Options {
    pub fn read() -> Result<Self, Failure> {
        let variable = |name: &str| env::var(name).unwrap_or_default();
        let mut options = Self {
            url: String::new(),
            count: 1,
            concurrency: 1,
            warmup: 0,
            is_multi_thread: true,
            is_put: variable("BENCH_OP") == "put",
            size: env::var("BENCH_SIZE").map_or(Ok(4096), |size| size.parse())?,
            is_unsigned: variable("BENCH_PAYLOAD") == "unsigned",
        };
        let mut words = env::args().skip(1);
        while let Some(word) = words.next() {
            let value = words.next().ok_or_else(|| format!("{word} takes a value"))?;
            match &*word {
                "--url" => options.url = value,
                "--n" => options.count = value.parse()?,
                "--concurrency" => options.concurrency = value.parse::<usize>()?.max(1),
                "--warmup" => options.warmup = value.parse()?,
                "--rt" => options.is_multi_thread = value == "multi",
                "--mode" if value == "net" => {}
                _ => return Err(format!("there is no {word} {value}").into()),
            }
        }
        Ok(options)
    }
}
