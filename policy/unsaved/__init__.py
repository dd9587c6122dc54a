"""What a provider's people typed into its answers and did not save yet."""
