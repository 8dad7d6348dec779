"""How a plan is found, and how sure it is: the quick one, the proven one, other budgets, prices."""
