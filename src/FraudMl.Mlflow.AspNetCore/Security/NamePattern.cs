using System.IO.Enumeration;

namespace FraudMl.Mlflow;

/// <summary>A name in which <c>*</c> stands for any text.</summary>
internal readonly record struct NamePattern(string Text)
{
    public bool Fits(string name) => FileSystemName.MatchesSimpleExpression(Text, name, ignoreCase: true);
}
