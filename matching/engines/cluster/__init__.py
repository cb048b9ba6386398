"""The cluster engine: Elasticsearch, or OpenSearch, which speaks its language of before."""
