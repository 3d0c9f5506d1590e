//! Random choices that can be made again.

/// Pseudo-random numbers: splitmix64 (Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// By the seed in `VEDETTE_SEED`, or by one of this run alone; it is printed.
    pub fn seeded() -> Self {
        let fresh = u64::from(std::process::id());
        let seed = std::env::var("VEDETTE_SEED").map_or(fresh, |seed| {
            seed.parse().expect("VEDETTE_SEED is a number")
        });
        println!("VEDETTE_SEED={seed}");
        Self(seed)
    }

    /// The sequence of one seed, the same in every run.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Another sequence, for somebody who chooses beside.
    #[must_use]
    pub fn fork(&mut self) -> Self {
        Self(self.next())
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// One of several.
    pub fn choose<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.below(of.len() as u64);
        &of[usize::try_from(at).expect("it is an index")]
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// How often a proof is tried: `VEDETTE_ROUNDS`, which `cargo xtask soak` sets, or the short form.
pub fn rounds(short: u64) -> u64 {
    std::env::var("VEDETTE_ROUNDS").map_or(short, |rounds| {
        rounds.parse().expect("VEDETTE_ROUNDS is a number")
    })
}
