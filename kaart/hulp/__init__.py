"""The bottom layer: small pieces that know no app and that every app may use."""
