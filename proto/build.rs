//! Compiles the contract: prost for the bytes, pbjson for proto3 JSON. No `protoc` is needed.

use std::error::Error;

use prost::Message as _;

const FILES: [&str; 5] = [
    "vedette/v1/article.proto",
    "vedette/v1/event.proto",
    "vedette/v1/facts.proto",
    "vedette/v1/log.proto",
    "vedette/v1/values.proto",
];

fn main() -> Result<(), Box<dyn Error>> {
    for file in FILES {
        println!("cargo:rerun-if-changed={file}");
    }
    let descriptors = protox::compile(FILES, ["."])?;
    let bytes = descriptors.encode_to_vec();
    prost_build::Config::new()
        // Only then does prost follow the mapping to pbjson's types instead of its own.
        .compile_well_known_types()
        .extern_path(".google.protobuf", "::pbjson_types")
        .compile_fds(descriptors)?;
    pbjson_build::Builder::new()
        .register_descriptors(&bytes)?
        .extern_path(".google.protobuf", "::pbjson_types")
        .build(&[".vedette.v1"])?;
    Ok(())
}
