namespace FraudMl.Mlflow;

internal readonly record struct SearchToken(SearchTokenKind Kind, string Text)
{
    public bool IsWord(string keyword) => Kind == SearchTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
