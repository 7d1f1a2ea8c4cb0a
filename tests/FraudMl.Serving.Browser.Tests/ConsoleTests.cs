using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace FraudMl.Serving.Tests;

public sealed class ConsoleTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly Lazy<FraudModel> LazyModel = new(Fit);

    private static FraudModel Model => LazyModel.Value;

    [BrowserFact]
    public async Task A_person_scores_a_transaction_by_keyboard_and_sees_its_reasons_as_a_waterfall()
    {
        await using WebApplication server = await StartAsync();
        IPage page = await browser.OpenAsync(server.Urls.Single());
        var row = new Dictionary<string, object?> { ["Amount"] = 4000.0, ["Channel"] = "web", ["Hour"] = 3.0 };
        FraudMl.Explanations.Explanation expected = Model.Explain(row, 10);
        await page.GetByLabel("Amount").FocusAsync();
        foreach (string text in new[] { "4000", "web", "3" })
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#reasons tbody tr").First.WaitForAsync();
        (await page.Locator("#answer").InnerTextAsync()).ShouldContain(Model.Decide(row) ? "flagged" : "passed");
        string[] inputs = [.. await page.Locator("#reasons tbody th").AllInnerTextsAsync()];
        inputs.ShouldBe(["Expected", .. expected.Contributions.Select(one => one.Input), "This transaction"]);
        (double Left, double Right)[] bars = await BarsAsync(page);
        for (int step = 1; step < bars.Length - 1; step++)
        {
            double contribution = expected.Contributions[step - 1].Contribution;
            double from = step == 1 ? bars[0].Left : End(bars[step - 1], expected.Contributions[step - 2].Contribution);
            (contribution < 0 ? bars[step].Right : bars[step].Left).ShouldBe(from, 3, $"bar {step} begins where the one before ended");
        }
    }

    [BrowserFact]
    public async Task A_transaction_pasted_as_JSON_fills_the_fields_and_a_wrong_one_is_told()
    {
        await using WebApplication server = await StartAsync();
        IPage page = await browser.OpenAsync(server.Urls.Single());
        await page.GetByText("Paste a transaction as JSON").ClickAsync();
        await page.Locator("#json").FillAsync("""{"Amount": 12.5, "Channel": "shop", "Hour": null}""");
        await page.GetByText("Fill the fields").ClickAsync();
        (await page.GetByLabel("Amount").InputValueAsync()).ShouldBe("12.5");
        (await page.GetByLabel("Hour").InputValueAsync()).ShouldBeEmpty();
        await page.GetByLabel("Amount").FillAsync("much");
        await page.GetByRole(AriaRole.Button, new() { Name = "Score", Exact = true }).ClickAsync();
        await page.Locator("#answer.problem").WaitForAsync();
        (await page.Locator("#answer").InnerTextAsync()).ShouldContain("Amount");
        await page.GetByLabel("Amount").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Score", Exact = true }).ClickAsync();
        await page.Locator("#answer strong").WaitForAsync();
        (await page.Locator("#answer").InnerTextAsync()).ShouldContain("missing");
        await page.Locator("#json").FillAsync("{");
        await page.GetByText("Fill the fields").ClickAsync();
        (await page.Locator("#answer").InnerTextAsync()).ShouldStartWith("This is no JSON object");
    }

    [BrowserFact]
    public async Task Traffic_that_the_server_answers_is_shown_and_what_the_console_tries_is_not_counted()
    {
        await using WebApplication server = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        IPage page = await browser.OpenAsync(server.Urls.Single());
        await ScoreAsync(page);
        (await page.Locator("#traffic dd").First.InnerTextAsync()).ShouldBe("0");
        for (int i = 0; i < 60; i++)
        {
            using var row = new StringContent($"{{\"Amount\":{1 + i},\"Channel\":\"web\",\"Hour\":3}}", null, "application/json");
            (await client.PostAsync("/score", row)).EnsureSuccessStatusCode();
        }

        await page.Locator("#traffic dd").First.Filter(new() { HasTextRegex = new("^1$") }).WaitForAsync();
        (await page.Locator("#spark-text").TextContentAsync())!.ShouldContain("1 on average");
    }

    [BrowserTheory]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    public async Task The_page_fits_and_a_screen_reader_can_read_it(int width, ColorScheme scheme)
    {
        await using WebApplication server = await StartAsync();
        IPage page = await browser.OpenAsync($"{server.Urls.Single()}/", width, scheme);
        await ScoreAsync(page);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        AxeResult result = await page.RunAxe();
        result.Violations.Select(violation =>
            $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        await KeepAsync(page, $"console-{width}-{scheme}");
    }

    [BrowserFact]
    public async Task Several_models_are_chosen_from_and_the_page_may_stand_anywhere()
    {
        await using WebApplication server = await StartAsync(
            services => services.AddFraudScoringModel("payments", Model).AddFraudScoringModel("refunds", Model),
            app => app.MapFraudConsole("/fraud/console"));
        IPage page = await browser.OpenAsync($"{server.Urls.Single()}/fraud/console");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("payments");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Model" }).SelectOptionAsync("refunds");
        await page.Locator("h1").Filter(new() { HasText = "refunds" }).WaitForAsync();
        await ScoreAsync(page);
    }

    [BrowserFact]
    public async Task Drift_and_the_challenger_are_shown()
    {
        ReferenceProfile reference = ReferenceProfile.Of(Model, Dataset.FromRows(Payments(), schema => schema.Label("IsFraud")));
        await using WebApplication server = await StartAsync(services => services
            .AddSingleton<IModelSource>(new ProfiledSource(new ServedModel(Model, "payments", "7") { Reference = reference }))
            .AddFraudScoring("held").AddFraudChallengerModel(Model));
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        string rows = string.Join("\n", Enumerable.Range(0, 500).Select(i => "{\"Amount\":7000,\"Channel\":\"web\",\"Hour\":3}"));
        using var lines = new StringContent(rows, null, "application/x-ndjson");
        (await client.PostAsync("/score/batch", lines)).EnsureSuccessStatusCode();
        IPage page = await browser.OpenAsync(server.Urls.Single());
        await page.Locator("#drift tbody tr").First.WaitForAsync();
        (await page.Locator("#drift tbody tr").Filter(new() { HasText = "Amount" }).InnerTextAsync()).ShouldContain("act");
        await page.Locator("#shadow dd").Filter(new() { HasText = "100 %" }).WaitForAsync(new() { Timeout = 60_000 });
        (await page.RunAxe()).Violations.Select(violation => violation.Id).ShouldBeEmpty();
        await KeepAsync(page, "console-drift");
    }

    private static async Task<WebApplication> StartAsync(
        Action<IServiceCollection>? register = null, Action<WebApplication>? map = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (register is null) builder.Services.AddFraudScoringModel(Model);
        else register(builder.Services);
        WebApplication app = builder.Build();
        app.MapFraudScoring();
        if (map is null) app.MapFraudConsole();
        else map(app);
        await app.StartAsync();
        return app;
    }

    // A person may look at them: FRAUDML_SCREENSHOTS names a folder.
    private static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("FRAUDML_SCREENSHOTS") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    private static async Task ScoreAsync(IPage page)
    {
        await page.GetByLabel("Amount").FillAsync("900");
        await page.GetByLabel("Channel").FillAsync("web");
        await page.GetByLabel("Hour").FillAsync("3");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#reasons tbody tr").First.WaitForAsync();
    }

    private static FraudModel Fit()
    {
        return new FraudPipelineBuilder().OneHot("Channel").Standardize(Columns.Numbers)
            .Train(Trainers.LogisticRegression()).DecideBy(Costs.PerTransaction(row => row["Amount"], review: 5)).Build()
            .Fit(Dataset.FromRows(Payments(), schema => schema.Label("IsFraud")));
    }

    private static Payment[] Payments()
    {
        var random = new Random(3);
        Payment[] payments = [.. Enumerable.Range(0, 600).Select(_ => new Payment(
            (float)Math.Exp(8 * random.NextDouble()), random.Next(2) == 0 ? "web" : "shop", random.Next(24), false))];
        return [.. payments.Select(payment => payment with
        {
            IsFraud = payment.Amount > 400 && payment.Hour < 8 && random.NextDouble() < 0.8,
        })];
    }

    private static async Task<(double Left, double Right)[]> BarsAsync(IPage page)
    {
        string[] styles = await page.Locator("#reasons .bar div").EvaluateAllAsync<string[]>(
            "bars => bars.map(bar => `${parseFloat(bar.style.left)} ${parseFloat(bar.style.width)}`)");
        return [.. styles.Select(style => style.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray())
            .Select(bar => (bar[0], bar[0] + bar[1]))];
    }

    private static double End((double Left, double Right) bar, double contribution) => contribution < 0 ? bar.Left : bar.Right;

    private sealed class ProfiledSource(ServedModel model) : IModelSource
    {
        public Task<ServedModel> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(model);
    }

    private sealed record Payment(float Amount, string Channel, int Hour, bool IsFraud);
}
