namespace FraudMl.Mlflow;

/// <summary>What a server asks of a field; those after <see cref="Required"/> are asked only of bodies that don't fit the types of the request.</summary>
[Flags]
internal enum FieldRules
{
    None = 0,
    Required = 1,
    Text = 2,
    Whole = 4,
    Number = 8,
    Flag = 16,
    List = 32,
    Texts = 64,
}
