"""Other data joins the graph: who is who, what its rows say, and who agrees with whom."""
