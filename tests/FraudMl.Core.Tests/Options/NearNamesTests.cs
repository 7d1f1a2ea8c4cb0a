namespace FraudMl.Tests;

public sealed class NearNamesTests
{
    private static readonly string[] Names = ["Amount", "amount_usd", "V1", "at"];

    [Theory]
    [InlineData("amount", "Amount")]
    [InlineData("Amuont", "Amount")]
    [InlineData("AT", "at")]
    [InlineData("v1", "V1")]
    [InlineData("V2", null)]
    [InlineData("city", null)]
    [InlineData("", null)]
    public void The_nearest_is_at_most_a_third_of_the_letters_away(string name, string? near) =>
        NearNames.Of(name, Names).ShouldBe(near);

    [Fact]
    public void A_hint_is_a_sentence_or_nothing()
    {
        NearNames.Hint("amout", Names).ShouldBe(" Did you mean 'Amount'?");
        NearNames.Hint("city", Names).ShouldBe("");
    }
}
