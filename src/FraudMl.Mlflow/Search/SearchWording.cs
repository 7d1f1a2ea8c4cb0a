namespace FraudMl.Mlflow;

/// <summary>MLflow has a parser for each kind of entity, and each refuses in its own words.</summary>
internal enum SearchWording
{
    Runs,
    Entities,
    LoggedModels,
}
