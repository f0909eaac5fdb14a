#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    aws_operation_fuzz::frames(data);
});
