namespace FraudMl.Conventions.Tests;

/// <summary>Breaks the rules of catalogues, so that their test is known to see it.</summary>
internal static class WrongCatalog
{
    extension(Fruits)
    {
        public static string Apple(int weight) => $"{weight}";

        public static string Pear(PearOptions options) => options.ToString();
    }
}
