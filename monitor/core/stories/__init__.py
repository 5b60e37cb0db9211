"""The judge: has this been told, and if so, what is new in it?"""
