//! Shows how a text on standard input is cut into chunks.

use std::io::Read;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    print!("{}", extraction::outline(&text));
    Ok(())
}
