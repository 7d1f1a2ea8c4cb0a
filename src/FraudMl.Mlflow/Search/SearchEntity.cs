namespace FraudMl.Mlflow;

/// <summary>What an identifier of a filter can name.</summary>
internal enum SearchEntity
{
    Metric,
    Param,
    Tag,
    Attribute,
    Dataset,
}
