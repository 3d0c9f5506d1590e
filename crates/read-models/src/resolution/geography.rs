//! Which places lie inside which: countries and seas in regions, regions in larger ones.

/// Regions by their slugs, each with what lies in it directly.
const REGIONS: &[(&str, &[&str])] = &[
    ("baltics", &["EST", "LVA", "LTU"]),
    (
        "eastern-flank",
        &["baltics", "POL", "SVK", "HUN", "ROU", "BGR"],
    ),
    (
        "eastern-europe",
        &["eastern-flank", "CZE", "UKR", "BLR", "MDA"],
    ),
    ("scandinavia", &["NOR", "SWE", "DNK"]),
    ("nordics", &["scandinavia", "FIN", "ISL"]),
    (
        "western-balkans",
        &["ALB", "BIH", "XKX", "MNE", "MKD", "SRB"],
    ),
    ("balkans", &["western-balkans", "HRV", "SVN"]),
    (
        "europe",
        &[
            "eastern-europe",
            "nordics",
            "balkans",
            "AND",
            "AUT",
            "BEL",
            "CHE",
            "CYP",
            "DEU",
            "ESP",
            "FRA",
            "GBR",
            "GRC",
            "IRL",
            "ITA",
            "LIE",
            "LUX",
            "MCO",
            "MLT",
            "NLD",
            "PRT",
            "SMR",
            "VAT",
        ],
    ),
    ("south-caucasus", &["ARM", "AZE", "GEO"]),
    ("caucasus", &["south-caucasus"]),
    ("central-asia", &["KAZ", "KGZ", "TJK", "TKM", "UZB"]),
    ("gulf-states", &["BHR", "KWT", "OMN", "QAT", "SAU", "ARE"]),
    (
        "middle-east",
        &[
            "gulf-states",
            "IRQ",
            "IRN",
            "ISR",
            "JOR",
            "LBN",
            "PSE",
            "SYR",
            "YEM",
            "EGY",
            "TUR",
            "persian-gulf",
            "red-sea",
            "gulf-of-aden",
            "gulf-of-oman",
            "strait-of-hormuz",
            "arabian-sea",
            "eastern-mediterranean",
        ],
    ),
    ("levant", &["ISR", "JOR", "LBN", "PSE", "SYR"]),
    ("north-africa", &["DZA", "EGY", "LBY", "MAR", "TUN"]),
    ("sahel", &["BFA", "TCD", "MLI", "MRT", "NER"]),
    (
        "west-africa",
        &[
            "BEN", "BFA", "CIV", "CPV", "GHA", "GIN", "GMB", "GNB", "LBR", "MLI", "NER", "NGA",
            "SEN", "SLE", "TGO",
        ],
    ),
    ("horn-of-africa", &["DJI", "ERI", "ETH", "SOM"]),
    (
        "east-africa",
        &["horn-of-africa", "KEN", "TZA", "UGA", "RWA", "BDI", "SSD"],
    ),
    (
        "central-africa",
        &["CAF", "CMR", "COD", "COG", "GAB", "GNQ", "TCD"],
    ),
    (
        "africa",
        &[
            "north-africa",
            "sahel",
            "west-africa",
            "east-africa",
            "central-africa",
            "SDN",
            "MOZ",
            "ZAF",
            "AGO",
            "ZMB",
            "ZWE",
            "BWA",
            "NAM",
            "MWI",
            "MDG",
        ],
    ),
    ("mediterranean", &["eastern-mediterranean"]),
    ("korean-peninsula", &["KOR", "PRK"]),
    ("east-asia", &["korean-peninsula", "CHN", "JPN", "TWN"]),
    (
        "southeast-asia",
        &[
            "BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM",
        ],
    ),
    ("south-asia", &["AFG", "BGD", "IND", "LKA", "NPL", "PAK"]),
    ("pacific", &["western-pacific", "GUM"]),
    (
        "western-pacific",
        &[
            "south-china-sea",
            "east-china-sea",
            "taiwan-strait",
            "philippine-sea",
        ],
    ),
    (
        "indo-pacific",
        &[
            "pacific",
            "east-asia",
            "southeast-asia",
            "south-asia",
            "AUS",
            "indian-ocean",
        ],
    ),
    ("caribbean", &["PRI", "CUB", "HTI", "DOM", "JAM", "TTO"]),
    (
        "latin-america",
        &[
            "caribbean",
            "VEN",
            "COL",
            "BRA",
            "MEX",
            "PAN",
            "ECU",
            "PER",
            "GUY",
        ],
    ),
];

/// All that lies inside a place, at any depth.
pub(crate) fn inside(place: &str) -> impl Iterator<Item = &'static str> {
    let mut found: Vec<&'static str> = direct(place).to_vec();
    let mut at = 0;
    while let Some(part) = found.get(at) {
        for deeper in direct(part) {
            if !found.contains(deeper) {
                found.push(deeper);
            }
        }
        at += 1;
    }
    found.into_iter()
}

/// All regions that a place lies in.
pub(crate) fn around(place: &str) -> impl Iterator<Item = &'static str> {
    let place = place.to_owned();
    REGIONS
        .iter()
        .map(|(region, _)| *region)
        .filter(move |region| is_inside(&place, region))
}

/// Whether a place lies in a region, and is not that region.
pub(crate) fn is_inside(place: &str, region: &str) -> bool {
    inside(region).any(|part| part == place)
}

/// What lies directly inside a place.
pub(crate) fn direct(place: &str) -> &'static [&'static str] {
    REGIONS
        .iter()
        .find(|(region, _)| *region == place)
        .map_or(&[], |(_, parts)| parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_nest_and_never_hold_themselves() {
        for (region, _) in REGIONS {
            assert!(!is_inside(region, region), "{region}");
        }
        for (part, region, expect) in [
            ("LTU", "europe", true),
            ("LTU", "baltics", true),
            ("baltics", "eastern-europe", true),
            ("UKR", "eastern-flank", false),
            ("europe", "LTU", false),
            ("QAT", "middle-east", true),
            ("MLI", "sahel", true),
        ] {
            assert_eq!(is_inside(part, region), expect, "{part} in {region}");
        }
    }

    #[test]
    fn codes_are_well_formed() {
        for (region, parts) in REGIONS {
            assert!(region.parse::<events::PlaceCode>().is_ok(), "{region}");
            for part in *parts {
                assert!(part.parse::<events::PlaceCode>().is_ok(), "{part}");
            }
        }
    }
}
