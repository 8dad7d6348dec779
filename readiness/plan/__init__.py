"""The investment plan: which measures, where and when, open the most for a budget."""
