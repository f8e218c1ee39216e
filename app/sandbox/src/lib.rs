//! Stand-ins for what belongs to others: the message gateway with its inbox, the street map.
