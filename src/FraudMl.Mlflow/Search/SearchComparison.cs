namespace FraudMl.Mlflow;

/// <summary>One comparison of a filter as written: an identifier, a comparator in upper case, and a value unless it is IS [NOT] NULL.</summary>
internal sealed record SearchComparison(string Identifier, string Comparator, SearchToken? Value);
