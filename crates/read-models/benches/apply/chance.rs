//! Choices that look random and are the same on every machine.

/// `SplitMix64`, seeded by what is chosen for: each article, operation and telling has its own.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(what: u64, number: u64) -> Self {
        let mut chance = Self(what.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number);
        chance.next();
        chance
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `end`, without it.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// From 0 to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something happens that happens once in so many times.
    pub(crate) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn one<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len() as u64) as usize]
    }

    /// A rank from 0 to `end`, without it, the n-th as often as 1 / (n + 3): a few are much in the
    /// news, most are seldom.
    pub(crate) fn rank(&mut self, end: usize) -> usize {
        let weight = |rank: usize| 1.0 / (rank as f64 + 3.0);
        let mut left = self.unit() * (0..end).map(weight).sum::<f64>();
        (0..end)
            .find(|rank| {
                left -= weight(*rank);
                left <= 0.0
            })
            .unwrap_or(end - 1)
    }
}
