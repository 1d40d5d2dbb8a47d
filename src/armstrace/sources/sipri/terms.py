"""Who publishes the SIPRI Arms Transfers Database, on what terms, and what none of its exports can show."""

PUBLISHER = "Stockholm International Peace Research Institute (SIPRI)"
URL = "https://www.sipri.org/databases/armstransfers"
LICENCE = (
    "© SIPRI. Fair use under SIPRI's terms: non-commercial, less than 10 % of a data set, SIPRI named as the source."
)
# after https://www.sipri.org/databases/armstransfers/sources-and-methods and .../background
LIMITS = (
    "A TIV measures the volume of major arms transferred, as military capability; it is no price and no sum of money.",
    "Only major arms are covered: small arms, ammunition and most components are outside it.",
    "It is compiled from open sources: what it does not record may still have been delivered.",
    "Figures for all years are revised every spring, so a figure holds for one edition only.",
    "It records deliveries, aid included; an order, a contract or a licence is not a delivery.",
    "Counts and years of delivery refer only to the years the export was asked for.",
)
