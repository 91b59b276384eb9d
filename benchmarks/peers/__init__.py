"""The processes that stand beside the product: floors, peers, the platform."""
