//! Rows of sentences and the aid that they tell.

use crate::rules::rows::check;

#[test]
fn who_gives() {
    check(
        "Germany agreed to deliver 18 Leopard 2 tanks to Ukraine.",
        &["aid DEU 18 ARMOR to UKR announced"],
    );
    check(
        "The United States is supplying Ukraine with weapons.",
        &["aid USA MATERIEL to UKR under way"],
    );
    check(
        "Japan lent the Philippines three patrol ships.",
        &["aid JPN 3 WARSHIP to PHL completed"],
    );
    check(
        "Canada promised Ukraine four Leopard 2 tanks.",
        &["aid CAN 4 ARMOR to UKR announced"],
    );
    check(
        "Four Mi-35 helicopters were delivered to Mali by Russia in March.",
        &["aid RUS 4 HELICOPTER to MLI completed"],
    );
    check(
        "Chinese-made drones were supplied to the Saudi army.",
        &["aid CHN UAV to SAU completed"],
    );
    check(
        "Washington's delivery of 31 Abrams tanks to Kyiv has begun.",
        &["aid USA 31 ARMOR to UKR under way"],
    );
}

#[test]
fn who_takes_and_asks() {
    check(
        "Mali's junta said it had received four helicopters from Russia.",
        &["aid RUS 4 HELICOPTER to MLI completed"],
    );
    check(
        "Ethiopia took delivery of 20 Turkish drones.",
        &["aid TUR 20 UAV to ETH completed"],
    );
    check(
        "Brazil bought 36 Gripen fighters from Sweden.",
        &["aid SWE 36 COMBAT_AIRCRAFT to BRA announced"],
    );
    check(
        "Indonesia intends to buy Russian arms, mainly submarines and fighter jets.",
        &["aid RUS SUBMARINE, COMBAT_AIRCRAFT to IDN considered"],
    );
    check(
        "Guyana has asked the United States for six helicopters and two patrol boats.",
        &["aid USA 6 HELICOPTER, 2 WARSHIP to GUY considered"],
    );
    check(
        "The Defence Ministry in Tokyo signed a contract for 200 Tomahawk missiles from the United States.",
        &["aid USA 200 MISSILE to JPN announced"],
    );
    check(
        "South Korea signed a $5.8 billion deal to sell 180 K2 tanks to Poland.",
        &["aid KOR 180 ARMOR to POL announced"],
    );
}

#[test]
fn packages_and_money() {
    check(
        "The United States will provide $300 million worth of ammunition to Ukraine.",
        &["aid USA MATERIEL to UKR announced"],
    );
    check(
        "The US government has announced new military aid for Ukraine amounting to $325 million. The package includes 12 howitzers and 40 Humvees.",
        &["aid USA 12 ARTILLERY, 40 MATERIEL to UKR announced"],
    );
    check(
        "Sweden is giving Ukraine eight self-propelled howitzers and Finland a package worth 55 million euros.",
        &[
            "aid SWE 8 ARTILLERY to UKR announced",
            "aid FIN MATERIEL to UKR announced",
        ],
    );
}

#[test]
fn arms_after_who_takes_them() {
    check(
        "Russia has delivered to Algeria S-400 air defence systems.",
        &["aid RUS AIR_DEFENSE to DZA completed"],
    );
    check(
        "The United States is giving the Haitian police $7 million worth of rifles and ammunition.",
        &["aid USA MATERIEL to HTI announced"],
    );
    check(
        "The EU has promised vehicles and medical equipment for Mozambique's army.",
        &["aid EU MATERIEL to MOZ announced"],
    );
    check(
        "Austria will send 40 armoured vehicles and 2,000 rifles to Moldova.",
        &["aid AUT 40 ARMOR, 2000 MATERIEL to MDA announced"],
    );
    check(
        "The charity has promised vehicles for Mozambique's farmers.",
        &[],
    );
}

#[test]
fn what_is_no_aid() {
    check("Berlin refused to supply tanks to Ukraine.", &[]);
    check(
        "North Korea fired at the border. South Korea moved 80 villagers after at least one shell landed near Paju.",
        &[],
    );
    check("The charity donated 400 tents to Turkey.", &[]);
    check("France delivered relief aid to Albania.", &[]);
    check("The bank lent the airline $300 million for four jets.", &[]);
}
