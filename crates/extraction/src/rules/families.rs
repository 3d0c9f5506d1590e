//! Rows of sentences and the facts that they tell, where several rules meet.

use super::rows::check;

#[test]
fn deployments() {
    check(
        "The US military said it was moving an additional squadron of F-22 fighters to Qatar.",
        &["deploy USA 1 COMBAT_AIRCRAFT to QAT under way"],
    );
    check(
        "Spain was sending four fighter jets to Bulgaria and three ships to the Black Sea.",
        &[
            "deploy ESP 4 COMBAT_AIRCRAFT to BGR announced",
            "deploy ESP 3 WARSHIP to black-sea announced",
        ],
    );
    check(
        "Nigeria has pledged 900 men for Mali and Chad 2,000.",
        &[
            "deploy NGA 900 TROOPS to MLI announced",
            "deploy TCD 2000 TROOPS to MLI announced",
        ],
    );
    check(
        "Sweden is sending a battalion of about 600 troops to Latvia early next year.",
        &["deploy SWE 600 TROOPS to LVA announced"],
    );
    check(
        "Two US B-52 bombers landed at Fairford in England on Thursday.",
        &["deploy USA 2 COMBAT_AIRCRAFT to GBR completed"],
    );
    check(
        "Denmark offered to contribute a frigate and 75 soldiers to the mission in the Strait of Hormuz.",
        &["deploy DNK 1 WARSHIP, 75 TROOPS to strait-of-hormuz considered"],
    );
    check(
        "Forty French soldiers landed in Romania on Monday as the vanguard of 500.",
        &[
            "deploy FRA 500 TROOPS to ROU announced",
            "deploy FRA 40 TROOPS to ROU completed",
        ],
    );
}

#[test]
fn withdrawals() {
    check(
        "Ethiopian troops have begun withdrawing from the Somali town of Dolow.",
        &["withdraw ETH TROOPS from SOM under way"],
    );
    check(
        "The last Australian soldiers left Afghanistan on Friday.",
        &["withdraw AUS TROOPS from AFG completed"],
    );
    check(
        "The United Arab Emirates pulled most of its troops out of Yemen in 2019.",
        &[],
    );
}

#[test]
fn refusals() {
    check(
        "Saudi Arabia will not send ground troops to Yemen, its foreign minister said.",
        &["rule out SAU TROOPS to YEM"],
    );
    check(
        "Egypt denied that it had sent soldiers to Sudan.",
        &["rule out EGY TROOPS to SDN"],
    );
    check(
        "Bulgaria's caretaker government refused to host American bombers at Bezmer.",
        &["rule out USA COMBAT_AIRCRAFT to BGR"],
    );
    check(
        "President Joe Biden said sending American troops to Ukraine was not on the table.",
        &["rule out USA TROOPS to UKR"],
    );
}

#[test]
fn postures() {
    check(
        "Some 3,500 American troops remain in Iraq and another 900 are in Syria.",
        &[
            "posture USA 3500 TROOPS in IRQ",
            "posture USA 900 TROOPS in SYR",
        ],
    );
    check(
        "Iran has massed thousands of troops along its border with Azerbaijan.",
        &["posture IRN 2000..9999 TROOPS in near:AZE"],
    );
    check(
        "About 2,000 Rwandan soldiers are operating in eastern Congo, according to the United Nations.",
        &["posture RWA 2000 TROOPS in COD by UN"],
    );
    check(
        "The number of US troops in Poland has risen to 10,500 from 4,500 a year ago.",
        &[
            "posture USA 10500 TROOPS in POL",
            "posture USA 4500 TROOPS in POL",
        ],
    );
}

#[test]
fn readiness() {
    check(
        "Israel called up 300,000 reservists after the attack.",
        &["ready ISR 300000 TROOPS heightened"],
    );
    check(
        "South Korea put its forces on high alert on Tuesday.",
        &["ready KOR FORCES heightened"],
    );
    check("Russian forces remain on alert.", &[]);
}

#[test]
fn what_is_no_military() {
    check(
        "The company deployed 300 engineers to fix the network, and the army of volunteers kept growing.",
        &[],
    );
    check(
        "The striker fired a missile from 30 yards and the visitors' defence retreated.",
        &[],
    );
    check(
        "A storm laid siege to the coast; 240 ploughs were deployed on the main routes.",
        &[],
    );
}
