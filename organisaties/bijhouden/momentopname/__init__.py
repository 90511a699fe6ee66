"""An entry as plain values at one moment ('momentopname' on the screen too).

`momentopname` reads and writes an entry as plain values, `verschil` compares and merges two of those, `geschiedenis`
keeps every state that was, and `veldnamen` has the words in which all of that is shown.
"""
