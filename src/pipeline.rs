//! CONTRACT (to be filled in): the one function that calls every stage in order.
