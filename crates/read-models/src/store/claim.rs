//! Claims, written once.

use events::Position;

use super::key::{Family, KeyReader, KeyWriter};
use super::{ReadError, Row, corrupt, decode, encode};
use crate::claim::{Claim, ClaimRef};

pub(crate) fn row(at: ClaimRef, claim: &Claim) -> Row {
    (key(at), encode(claim))
}

fn key(at: ClaimRef) -> Vec<u8> {
    KeyWriter::new(Family::Claim).claim(at).finish()
}

fn parse(key: &[u8]) -> Option<ClaimRef> {
    let mut reader = KeyReader::new(Family::Claim, key)?;
    let at = reader.claim()?;
    reader.end()?;
    Some(at)
}

/// The claim stored there. Every reference points at one.
pub(crate) fn get(db: &sled::Db, at: ClaimRef) -> Result<Claim, ReadError> {
    let value = db.get(key(at))?.ok_or_else(|| corrupt(Family::Claim))?;
    decode(Family::Claim, &value)
}

/// The claims of one extraction, in order.
pub(crate) fn of_extraction(
    db: &sled::Db,
    extraction: Position,
) -> impl Iterator<Item = Result<(ClaimRef, Claim), ReadError>> {
    let prefix = KeyWriter::new(Family::Claim).position(extraction).finish();
    db.scan_prefix(prefix).map(|row| {
        let (key, value) = row?;
        let at = parse(&key).ok_or_else(|| corrupt(Family::Claim))?;
        Ok((at, decode(Family::Claim, &value)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::key::arbitrary;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_is_read_as_written(at in arbitrary::claim()) {
            prop_assert_eq!(parse(&key(at)), Some(at));
        }
    }

    #[test]
    fn a_claim_is_read_as_written() {
        let claim = crate::fixture::claim();
        let read: Claim = decode(Family::Claim, &encode(&claim)).unwrap();
        assert_eq!(read, claim);
        let mut longer = encode(&claim);
        longer.push(0);
        assert!(decode::<Claim>(Family::Claim, &longer).is_err());
    }
}
