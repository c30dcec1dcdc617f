"""What columns are called in tables that people publish, for drafts of mappings.

Names are compared by their letters and digits alone, likeliest first.
"""

WORDS = {
    "id": "id eventid globaleventid identifier recordid",
    "year": "year yr",
    "month": "month mon",
    "day": "day",
    "whole_date": "date eventdate datestart startdate when sqldate period",
    "date": "date eventdate day datestart startdate when sqldate",
    "actor": "actor actor1 actor1countrycode actor1name source sourcename sourcecountry sidea "
    "namea initiator perpetrator country state statename statenme who sender country1 countrya "
    "state1 statea ccode1 guest",
    "target": "target actor2 actor2countrycode actor2name targetname targetcountry sideb nameb "
    "victim recipient partner whom receiver country2 countryb state2 stateb ccode2 host",
    "kind": "type eventtype kind category event subeventtype eventcode code",
    "place_name": "place location city where site facilityname admin1",
    "latitude": "latitude lat ylat centroidlatitude facilitylatitude",
    "longitude": "longitude lon long lng xlong centroidlongitude facilitylongitude",
    "deaths": "deaths fatalities killed best",
    "label": "description notes text event title what headline summary",
    "url": "url link sourceurl",
    "exporter": "exporter exportername exporteriso3 origin origincountry seller from reporter "
    "reporteriso3 reporteriso reportername reporterdesc reportercode",
    "importer": "importer importername importeriso3 destination destinationcountry buyer to "
    "partner partneriso3 partneriso partnername partnerdesc partnercode",
    "flow": "flow tradeflow flowdesc tradeflowname flowcode tradeflowcode direction",
    "commodity": "commodity product good item hs cmdcode productcode commoditycode hscode hs6 hs4 "
    "hs2 sitc",
    "commodity_name": "cmddesc productdescription commodityname productname description",
    "period": "period year refyear date time yearmonth yr",
    "value": "value amount tradevalue primaryvalue tradevalueus tradevaluein1000usd "
    "tradevalue1000usd valueusd tradevalueusd usd total",
    "unit": "unit currency units",
    "percent": "percent change changepercent growth",
    "share": "share sharepercent",
    "publisher": "publisher source",
    "speaker": "statedby speaker agency",
}

EXPORTS = ("x", "export", "exports", "exp")
IMPORTS = ("m", "import", "imports", "imp")
"""What columns of flows hold, seen from who reports."""

TIMES = {"1000": 1000, "thousand": 1000, "million": 1_000_000, "mln": 1_000_000}
"""What the name of a column says that its numbers are in."""
