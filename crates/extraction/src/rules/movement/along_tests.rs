//! Rows of movements told with what goes along, and by what they add to.

use crate::rules::rows::check;

#[test]
fn what_goes_along() {
    check(
        "Chile has deployed 800 ground troops to Haiti. They are backed by 90 armoured vehicles and 12 helicopters.",
        &["deploy CHL 800 TROOPS, 90 ARMOR, 12 HELICOPTER to HTI completed"],
    );
    check(
        "Additional Indian fighter aircraft, including Rafales, as well as warships, are being deployed to the Arabian Sea.",
        &["deploy IND COMBAT_AIRCRAFT, WARSHIP to arabian-sea announced"],
    );
    check(
        "Sources confirmed the arrival of some 900 Kenyan soldiers armed with tanks and armoured vehicles in Haiti.",
        &["deploy KEN 900 TROOPS to HTI completed"],
    );
    check(
        "Rwanda deployed some 120 soldiers, equipped with heavy weapons, to the outskirts of Bangui.",
        &["deploy RWA 120 TROOPS to CAF completed"],
    );
}

#[test]
fn a_presence_grows_by_what_is_sent() {
    check(
        "Japan has escalated its presence in the region by deploying F-35 fighter jets to Guam.",
        &["deploy JPN COMBAT_AIRCRAFT to GUM completed"],
    );
    check(
        "Spain is intensifying its presence by deploying more frigates to the Red Sea.",
        &["deploy ESP WARSHIP to red-sea announced"],
    );
}

#[test]
fn ways_there() {
    check(
        "Some 180 Dutch troops begin their deployment to Kandahar via Sardinia and the United Arab Emirates on Monday.",
        &["deploy NLD 180 TROOPS to AFG under way"],
    );
    check(
        "Most of the 2,000 additional Kenyan troops being deployed to Haiti are on their way to the country.",
        &["deploy KEN TROOPS to HTI under way"],
    );
    check(
        "Three Greek tankers were reported to be heading to Cyprus on Friday.",
        &["deploy GRC 3 SUPPORT_AIRCRAFT to CYP under way"],
    );
}

#[test]
fn those_already_there() {
    check(
        "There are 900 Danish soldiers in Mali. They will reinforce the 7,000 French soldiers already there.",
        &[
            "posture DNK 900 TROOPS in MLI",
            "posture FRA 7000 TROOPS in MLI",
        ],
    );
}

#[test]
fn reliefs_in_a_sea_told_before() {
    check(
        "After three years in the Gulf, the frigate HMAS Anzac has been relieved by HMAS Arunta.",
        &[
            "deploy AUS 1 WARSHIP to persian-gulf completed",
            "withdraw AUS 1 WARSHIP from persian-gulf completed",
        ],
    );
    check(
        "The destroyer will support the safe passage of ships through the Strait of Hormuz.",
        &[],
    );
}

#[test]
fn bodies_and_bases_told_on() {
    check(
        "Roughly 3,000 American troops - a brigade - from the 82nd Airborne Division have started deploying to Haiti.",
        &["deploy USA 3000 TROOPS to HTI under way"],
    );
    check(
        "Kenya sent troops to Haiti. The Kenyan contingent is made up of 1,200 soldiers.",
        &["deploy KEN 1200 TROOPS to HTI completed"],
    );
    check(
        "Rwanda sent 600 troops to Mozambique. The Rwandan force joins 900 Kenyan troops.",
        &[
            "deploy RWA 600 TROOPS to MOZ completed",
            "posture KEN 900 TROOPS in MOZ",
        ],
    );
    check(
        "France deployed 30 tanks to a base it recently established in Abidjan.",
        &["deploy FRA 30 ARMOR to CIV completed"],
    );
    check(
        "There are 500 NATO personnel stationed in Kosovo supporting the training mission.",
        &["posture NATO 500 TROOPS in XKX"],
    );
    check("The Greek carrier traveled nearly 60,000 miles.", &[]);
}

#[test]
fn levels_lists_and_purposes() {
    check(
        "The Danish military announced it had raised the number of troops in Mali from 700 to 1,500.",
        &["posture DNK 1500 TROOPS in MLI by DNK"],
    );
    check(
        "Chad has sent about 30 tanks and armored personnel carriers to Niger.",
        &["deploy TCD 30 ARMOR to NER completed"],
    );
    check(
        "Spain has recently sent aircraft, including Rafale jets, warships and air defense systems to reinforce the Gulf.",
        &[
            "deploy ESP SUPPORT_AIRCRAFT, COMBAT_AIRCRAFT, WARSHIP, AIR_DEFENSE to persian-gulf completed",
        ],
    );
}
