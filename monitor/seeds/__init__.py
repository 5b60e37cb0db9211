"""USE CASES: articles that are known already become files of seeds/; what they would keep silent."""
