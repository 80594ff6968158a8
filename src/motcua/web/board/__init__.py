"""The waiting room's board and loudspeaker (seed step 3)."""
