//! Sending a text message through an operator's HTTP gateway.
