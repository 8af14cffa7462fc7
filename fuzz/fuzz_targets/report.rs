#![no_main]

#[path = "../bodies.rs"]
#[allow(dead_code)]
mod bodies;
#[path = "../mutation.rs"]
#[allow(dead_code)]
mod mutation;

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, room: usize, seed: u32| {
    mutation::in_place(data, size, room, seed)
        .unwrap_or_else(|| libfuzzer_sys::fuzzer_mutate(data, size, room))
});
libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::report(data));
