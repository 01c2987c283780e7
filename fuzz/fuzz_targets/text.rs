#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kamergraph_fuzz::targets::text(bytes));
