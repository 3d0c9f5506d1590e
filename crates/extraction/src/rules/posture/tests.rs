//! Rows of stocks.

use crate::rules::rows::check;

#[test]
fn parts_and_lists() {
    check(
        "The US has about 3,400 troops in the Middle East, 900 of them in Syria.",
        &[
            "posture USA 3400 TROOPS in middle-east",
            "posture USA 900 TROOPS in SYR",
        ],
    );
    check(
        "Britain has 6,000 soldiers abroad, including 900 in Estonia and 150 in Poland.",
        &[
            "posture GBR 900 TROOPS in EST",
            "posture GBR 150 TROOPS in POL",
        ],
    );
    check(
        "In Lithuania Germany has 500 soldiers.",
        &["posture DEU 500 TROOPS in LTU"],
    );
    check(
        "Ethiopia has about 60,000 troops near the Eritrean border and Eritrea 40,000.",
        &[
            "posture ETH 60000 TROOPS in near:ERI",
            "posture ERI 40000 TROOPS in near:ETH",
        ],
    );
    check(
        "Italy and Spain, which both have troops operating in northern Mali, protested.",
        &["posture ITA TROOPS in MLI", "posture ESP TROOPS in MLI"],
    );
}

#[test]
fn what_forces_do_where_they_are() {
    check(
        "British special forces continue to advise Kenyan troops in Mombasa.",
        &["posture GBR TROOPS in KEN"],
    );
    check(
        "About 40 French commandos rotate in and out of Chad.",
        &["posture FRA 40 TROOPS in TCD"],
    );
    check(
        "A 1,200-strong Canadian contingent is present in Latvia.",
        &["posture CAN 1200 TROOPS in LVA"],
    );
    check(
        "The US carrier Eisenhower, with three escorts, stays in the Red Sea.",
        &["posture USA 1 WARSHIP, 3 WARSHIP in red-sea"],
    );
    check("Kenyan soldiers helped the villagers of Mombasa.", &[]);
}

#[test]
fn whose_and_where() {
    check(
        "The French base at Abidjan is host to about 900 personnel.",
        &["posture FRA 900 TROOPS in CIV"],
    );
    check(
        "Congo accuses Uganda of having 3,000 soldiers on its territory.",
        &["posture UGA 3000 TROOPS in COD by COD"],
    );
    check(
        "Cuba denied that 20,000 of its soldiers were in Angola.",
        &[],
    );
    check(
        "Eight hundred US Marines left Okinawa for Guam on Thursday. About 18,000 marines remain on the island.",
        &[
            "deploy USA 800 TROOPS from JPN to GUM under way",
            "posture USA 18000 TROOPS in JPN",
        ],
    );
}

#[test]
fn where_forces_are_found() {
    check(
        "There are some 5,000 Emirati soldiers in Eritrea and 300 in Somalia.",
        &[
            "posture ARE 5000 TROOPS in ERI",
            "posture ARE 300 TROOPS in SOM",
        ],
    );
    check(
        "Scores of British peacekeepers are already patrolling the streets of Kabul with Afghan police.",
        &["posture GBR 40..99 TROOPS in AFG"],
    );
    check(
        "Six Russian warships have been spotted off the Libyan coast.",
        &["posture RUS 6 WARSHIP in near:LBY"],
    );
    check(
        "Between 1,500 and 2,000 Chadian soldiers remain deployed in northern Mali.",
        &["posture TCD 1500..2000 TROOPS in MLI"],
    );
    check(
        "The 3,500 soldiers would join the roughly 8,400 American troops now deployed in Afghanistan.",
        &["posture USA 8400 TROOPS in AFG"],
    );
    check(
        "Britain has some 7,200 troops deployed in southern Iraq, most in Basra and about 800 in Maysan province.",
        &[
            "posture GBR 7200 TROOPS in IRQ",
            "posture GBR 800 TROOPS in IRQ",
        ],
    );
    check(
        "A U.S. Navy battle group led by the aircraft carrier Kitty Hawk is in the northern Arabian Sea.",
        &["posture USA 1 WARSHIP in arabian-sea"],
    );
}

#[test]
fn who_is_left_somewhere() {
    check(
        "Only a hundred French soldiers are left in Ivory Coast.",
        &["posture FRA 100 TROOPS in CIV"],
    );
    check("Some 200 Dutch soldiers were left without pay.", &[]);
}

#[test]
fn what_is_no_stock() {
    check(
        "China is opposed to the deployment of a US missile defence system in South Korea.",
        &[],
    );
    check(
        "Two soldiers patrolling Orly airport in Paris were attacked by a French man.",
        &[],
    );
    check(
        "The allied force, known as Operation Northern Guard, is based in southern Turkey and watches Iraq.",
        &[],
    );
    check(
        "Two Kenyan soldiers training at a base in Texas disappeared on Saturday.",
        &[],
    );
    check(
        "Britain said the frigate HMS Kent would succeed HMS Argyll as its first frigate based in Bahrain.",
        &[],
    );
    check(
        "The Soviet Union maintained a large military presence in Syria during the Cold War.",
        &[],
    );
}

#[test]
fn numbers_with_places_of_their_own() {
    check(
        "About 2,500 US service members are stationed in Iraq and 900 in neighbouring Syria.",
        &[
            "posture USA 2500 TROOPS in IRQ",
            "posture USA 900 TROOPS in SYR",
        ],
    );
    check(
        "The Danish soldiers abroad include 120 marines based in Greece.",
        &["posture DNK 120 TROOPS in GRC"],
    );
    check(
        "ISIS could have as many as 4,000 fighters in Mosul.",
        &["posture ISIS 0..4000 TROOPS in IRQ"],
    );
    check("Does Japan have 180 soldiers in Djibouti?", &[]);
    check("US-backed local forces fighting in Manbij advanced.", &[]);
}

#[test]
fn ships_at_sea_and_forces_that_leave() {
    check(
        "The Theodore Roosevelt Carrier Strike Group is conducting routine operations in the Philippine Sea.",
        &["posture USA 1 WARSHIP in philippine-sea"],
    );
    check(
        "Estonia has long demanded the withdrawal of Russian troops stationed in Latvia.",
        &["withdraw RUS TROOPS considered"],
    );
    check(
        "French soldiers were deployed in India between 1781 and 1784.",
        &[],
    );
}

#[test]
fn what_a_watch_counts_around_an_island() {
    check(
        "TAIPEI - The ministry said 24 Chinese military aircraft and five PLA Navy vessels around Taiwan were detected by 6 a.m. Tuesday, 11 of which crossed the median line of the strait.",
        &[
            "posture CHN 24 SUPPORT_AIRCRAFT, 5 WARSHIP in near:TWN by TWN",
            "deploy CHN 11 SUPPORT_AIRCRAFT to taiwan-strait completed",
        ],
    );
    check(
        "Japan tracked nine Russian bombers in the vicinity of Hokkaido on Sunday.",
        &["posture RUS 9 COMBAT_AIRCRAFT in near:JPN"],
    );
    check(
        "Eight of the 15 Chinese vessels spotted near Palawan have sailed into the Sulu Sea.",
        &[
            "posture CHN 15 WARSHIP in near:PHL",
            "deploy CHN 8 WARSHIP to PHL completed",
        ],
    );
    check(
        "Some 60 Chinese militia vessels were seen moored at Whitsun Reef.",
        &["posture CHN 60 WARSHIP in whitsun-reef"],
    );
}

#[test]
fn ships_that_are_watched_and_parts_with_a_home() {
    check(
        "At least 40 Chinese militia vessels were spotted by the Philippine Coast Guard anchored in the Sulu Sea.",
        &["posture CHN 40.. WARSHIP in PHL"],
    );
    check(
        "More than 30 Chinese Coast Guard ships lingered near Palawan.",
        &["posture CHN 30.. WARSHIP in near:PHL"],
    );
    check(
        "Seoul was calm. North Korea has 200 howitzers on its coast. The South has 20 tanks in Yeonpyeong.",
        &[
            "posture PRK 200 ARTILLERY in PRK",
            "posture KOR 20 ARMOR in KOR",
        ],
    );
    check(
        "There are 900 soldiers in Niger, 300 of whom are Italians.",
        &["posture ITA 300 TROOPS in NER"],
    );
    check(
        "The Spanish military provides some 230 trainers in Mali.",
        &["posture ESP 230 TROOPS in MLI"],
    );
    check(
        "The US military maintains 800 soldiers in Niger.",
        &["posture USA 800 TROOPS in NER"],
    );
}

#[test]
fn the_whole_that_stands_there_and_ships_engaged() {
    check(
        "Chile plans to withdraw 90 of its 500-member contingent stationed in Haiti.",
        &[
            "posture CHL 500 TROOPS in HTI",
            "withdraw CHL 90 TROOPS from HTI announced",
        ],
    );
    check(
        "India sent two frigates to the Arabian Sea. The Indian Navy now has six warships engaged in the operation.",
        &[
            "deploy IND 2 WARSHIP to arabian-sea completed",
            "posture IND 6 WARSHIP in arabian-sea",
        ],
    );
}
